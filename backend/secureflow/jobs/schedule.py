"""What runs when, by the clock, in UTC. Each turn is one job, however many workers there are."""

from procrastinate import App

SCHEDULE = {
    # name of the task: minute hour day month weekday, and the second where it is the sixth
    "retry_stalled": "* * * * * */10",
    "expire": "7 * * * *",
    "sign_audit_heads": "3 * * * *",
    "reseal": "17 4 * * *",
    "settle_resolutions": "* * * * *",
    "apply_defaults": "* * * * *",
    "count_late": "* * * * *",
    "refresh_usuals": "13 * * * *",
    "score_shadow": "* * * * * */15",
    "refresh_customers": "* * * * * */20",
    "measure_quality": "23 3 * * *",
    "measure_drift": "33 3 * * *",
    "train_due": "43 3 * * *",
    "refresh_calibration": "53 3 * * *",
    "retention": "17 2 * * *",
    "hide_missed": "47 2 * * *",
    "find_close_calls": "27 * * * *",
    "forget_jobs": "37 4 * * *",
}


def plan(app: App) -> None:
    """Have an app's workers put each task in the queue at its time."""
    for name, cron in SCHEDULE.items():
        app.periodic(cron=cron)(app.tasks[name])
