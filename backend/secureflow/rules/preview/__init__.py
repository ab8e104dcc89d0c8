"""What a change of a policy would have done to stored payments: arrays in, figures out."""
