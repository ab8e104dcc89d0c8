"""Examples: made-up payments to look around with."""

from secureflow.api.examples.example import Example

EXAMPLES = {
    "get_sample_data": Example(response={"state": "there", "done": 2000, "total": 2000}),
    "make_sample_data": Example(response={"state": "making", "done": 0, "total": 2000}),
    "remove_sample_data": Example(response={"state": "removing", "done": 0, "total": 2000}),
}
