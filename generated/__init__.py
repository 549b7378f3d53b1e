"""Clients made from documentation, by service.

- `cleanroomsml`
- `dataexchange`
- `discovery`
- `pinpoint`
"""
