"""The timeline as a picture that draws doubt: lanes of marks by days, written as SVG.

Pure functions: what is drawn comes in as days and words (``lanes``), is laid out (``layout``) and
written (``svg``). Nothing here knows records, languages or requests.
"""

from .lanes import TONES, Form, Lane, Mark, Picture
from .svg import draw

__all__ = ["TONES", "Form", "Lane", "Mark", "Picture", "draw"]
