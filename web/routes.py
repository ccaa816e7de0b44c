"""Which pages does the console have? Each module of ``web/pages`` brings a router."""

from fastapi import APIRouter

from web.pages import (
    account,
    accounts,
    home,
    log,
    orders,
    provider_sign_in,
    registry,
    sign_in,
    tokens,
    vocabulary,
)

ROUTERS: tuple[APIRouter, ...] = (
    home.router,
    sign_in.router,
    provider_sign_in.router,
    account.router,
    tokens.router,
    accounts.router,
    log.router,
    orders.router,
    registry.router,
    vocabulary.router,
)
