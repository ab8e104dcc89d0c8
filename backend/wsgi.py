"""What gunicorn serves: `gunicorn` in this folder, or `gunicorn wsgi:app`."""

from secureflow.app import create_app

app = create_app()
