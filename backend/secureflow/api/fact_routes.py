"""The routes of facts around payments, customers and the overview: part of routes.py."""

from secureflow.api import chart_notes, costs, customers, dashboard, facts
from secureflow.api.routing import Route

ROUTES = (
    *(
        Route("GET", f"/transactions/<int:transaction_id>/{name}", handler, "read", "Transactions")
        for name, handler in (
            ("similar", facts.get_similar),
            ("timeline", facts.get_timeline),
            ("timeline.csv", facts.download_timeline),
            ("linked", facts.get_linked),
        )
    ),
    Route("GET", "/dashboard", dashboard.dashboard, "read", "Dashboard"),
    Route("GET", "/chart-notes", chart_notes.list_chart_notes, "read", "Dashboard"),
    Route("POST", "/chart-notes", chart_notes.add_chart_note, "feedback", "Dashboard"),
    Route(
        "DELETE",
        "/chart-notes/<int:note_id>",
        chart_notes.delete_chart_note,
        "feedback",
        "Dashboard",
    ),
    Route("GET", "/costs", costs.get_costs, "read", "Dashboard"),
    Route("PUT", "/costs", costs.change_costs, "manage", "Dashboard"),
    Route("GET", "/customers", customers.list_customers, "read", "Customers"),
    Route("GET", "/customers/<path:customer>", customers.get_customer, "read", "Customers"),
    Route(
        "POST",
        "/customers/<path:customer>/notes",
        customers.add_customer_note,
        "feedback",
        "Customers",
    ),
    Route(
        "DELETE",
        "/customers/<path:customer>/notes/<int:note_id>",
        customers.delete_customer_note,
        "feedback",
        "Customers",
    ),
)
