"""Which pages does the console have? Each module of ``web/pages`` brings a router."""

from fastapi import APIRouter

from web.pages import (
    account,
    accounts,
    audits,
    calendar,
    deciding,
    findings,
    log,
    orders,
    overview,
    plans,
    provider_sign_in,
    queue,
    registry,
    reviews,
    search,
    sign_in,
    tasks,
    tokens,
    units,
    vocabulary,
)

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    units.router,
    findings.router,
    tasks.router,
    calendar.router,
    queue.router,
    deciding.router,
    reviews.router,
    search.router,
    audits.router,
    sign_in.router,
    provider_sign_in.router,
    account.router,
    tokens.router,
    accounts.router,
    log.router,
    orders.router,
    registry.router,
    plans.router,
    vocabulary.router,
)
