"""The guided tour: steps that are content, noticed as the user does them, on records that are thrown away."""
