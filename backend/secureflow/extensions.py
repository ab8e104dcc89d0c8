"""The Flask extensions, made once, and what the limiter counts by."""

from flask_jwt_extended import JWTManager
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from procrastinate import App
from procrastinate.contrib.sqlalchemy import SQLAlchemyPsycopg2Connector
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from secureflow.domain import network_of
from secureflow.holding import HoldingSession
from secureflow.vault import Vault


class Base(DeclarativeBase):
    """Base of all tables; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def client_network() -> str:
    """Return the network that this request comes from, which every limit counts as one client."""
    return network_of(get_remote_address())


db = SQLAlchemy(model_class=Base, session_options={"class_": HoldingSession})
migrate = Migrate()
jwt = JWTManager()
limiter = Limiter(key_func=client_network, strategy="moving-window", headers_enabled=False)
jobs = App(connector=SQLAlchemyPsycopg2Connector())
vault = Vault()
lasting = Vault("lasting")
"""Signs what must still be known in years, with a secret that is never changed."""
