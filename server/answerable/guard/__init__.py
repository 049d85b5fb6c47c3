"""What must not leave: what is looked for in a prompt, the decision, redaction and the way back."""
