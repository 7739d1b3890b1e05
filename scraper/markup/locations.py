"""How scripts send the visitor elsewhere: pieces of patterns, each up to where the address begins."""

SET = r"\blocation\s*(?:\.\s*(?:href|pathname|search)\s*)?=(?!=)"
"""The place of the window, set."""

REPLACED = r"\blocation\s*\.\s*(?:replace|assign)\s*\("
"""The same by a function."""

OPENED = r"\b(?:open|navigate)\s*\("
"""Another window, or this one by that name."""

OWNER = r"(?<![\w$.])(?:(?:window|self|top|parent|document|this)\s*\.\s*)*"
"""Before one of them: that it is the window's own, and not of anything called so."""
