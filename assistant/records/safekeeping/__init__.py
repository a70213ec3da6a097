"""The whole database kept safe: backups, encryption and its passphrase."""
