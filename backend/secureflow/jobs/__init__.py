"""Door 3, background: the list of tasks, what runs when, and the worker that runs them."""
