"""The admin: how editors create, find, correct, publish and withdraw records.

``base`` and ``records`` hold what every page does (change sets, refusals, permissions, history);
then there is one module for each noun. Models register when their module is imported.
"""

from ..registry import load

load(__name__)
