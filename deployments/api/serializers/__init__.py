"""What the API shows of each kind of record: the fields listed here and no others."""

from ...registry import load
from .common import SERIALIZERS, RecordSerializer
from .timeline import EntrySerializer

load(__name__)

__all__ = ["SERIALIZERS", "EntrySerializer", "RecordSerializer"]
