"""The parts of mail: a mailbox to its messages, a message to its texts, a text to its blocks."""
