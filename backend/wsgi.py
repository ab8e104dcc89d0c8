"""What gunicorn serves: `gunicorn` in this folder, or `gunicorn wsgi:app`."""

# Compiled here, before gunicorn forks, and so once for all workers; nothing is predicted yet.
import secureflow.scoring.explanation  # noqa: F401
from secureflow.app import create_app

app = create_app()
