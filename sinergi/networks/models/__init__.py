"""What is stored of official accounts, and of what goes out there."""

from sinergi.networks.models.accounts import Account, SignInAttempt
from sinergi.networks.models.apps import NetworkApp, NetworkCall, Spending
from sinergi.networks.models.deliveries import Attempt, Delivery

__all__ = [
    "Account",
    "Attempt",
    "Delivery",
    "NetworkApp",
    "NetworkCall",
    "SignInAttempt",
    "Spending",
]
