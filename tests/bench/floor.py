"""(a) The floor: a bare route that parses the body, inserts one row and commits. For gunicorn.

The pool is the product's: the same extension with the same options, which the bench passes on.
"""

import json
import os
from decimal import Decimal
from typing import Any

from flask import Flask, jsonify, request
from sqlalchemy import BigInteger, Column, MetaData, Numeric, Table, func, insert
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

from secureflow.extensions import db

OPTIONS = "BENCH_ENGINE_OPTIONS"
TABLE = Table(
    "bench_floor",
    MetaData(),
    Column("id", BigInteger, primary_key=True),
    # Not merchant_id: a table with that name and no policy is one that the product refuses.
    Column("merchant", BigInteger, nullable=False),
    Column("amount", Numeric, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("created_at", TIMESTAMP(timezone=True), server_default=func.now(), nullable=False),
)
INSERT = insert(TABLE).returning(TABLE.c.id)


def keep() -> Any:
    """Store the payment as it came and return its id."""
    body = request.get_json()
    values = {"merchant": 1, "amount": Decimal(body["amount"]), "body": body}
    with db.engine.begin() as connection:
        return jsonify(id=connection.execute(INSERT, values).scalar_one())


def create_app() -> Flask:
    """Return the floor on the database of DATABASE_URL."""
    app = Flask("floor", static_folder=None)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = json.loads(os.environ[OPTIONS])
    db.init_app(app)
    app.add_url_rule("/api/predict", view_func=keep, methods=["POST"])
    return app
