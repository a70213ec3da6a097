"""Where malar's parts come from: locks, licences, advisories, the bill of materials, the release."""
