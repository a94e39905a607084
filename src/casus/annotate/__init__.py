"""Report to Annotated: sentences, tokens, quantities, cues."""
