"""The console's data for programs: JSON and CSV under ``/api/v1``, one module a resource."""
