"""What is stored of official accounts, and of what goes out there."""

from sinergi.networks.models.accounts import Account, SignInAttempt
from sinergi.networks.models.apps import NetworkApp, NetworkCall, Spending
from sinergi.networks.models.deliveries import Attempt, Delivery
from sinergi.networks.models.files import DeliveryFile
from sinergi.networks.models.records import AccountRecord
from sinergi.networks.models.withdrawals import Withdrawal

__all__ = [
    "Account",
    "AccountRecord",
    "Attempt",
    "Delivery",
    "DeliveryFile",
    "NetworkApp",
    "NetworkCall",
    "SignInAttempt",
    "Spending",
    "Withdrawal",
]
