"""Readers of e-mail: messages, mailboxes and the newsletters in them."""
