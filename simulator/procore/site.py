"""Procore on the wire: tokens, limits, operations, refusals and faults in its own dialect."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import msgspec

from simulator.http.message import Reply, Request, phrase
from simulator.http.operation import Match, Operation
from simulator.http.site import FixtureMaker, Site
from simulator.procore.access import NOT_FOUND, Access, no_live_token
from simulator.procore.call import Call
from simulator.procore.change_orders.record.model import Tier
from simulator.procore.groups import GROUPS, fixture_makers
from simulator.procore.oauth.model import Application
from simulator.procore.oauth.routes import OauthRoutes
from simulator.procore.operations import ProcoreOperation
from simulator.procore.rate_limits import RateLimits
from simulator.procore.reference import LACKING
from simulator.procore.responses import OAUTH_PREFIX, Refusal, refused
from simulator.procore.stores import ProcoreStores
from simulator.procore.webhooks.delivery_queue import DELIVER, DeliveryQueue
from simulator.procore.webhooks.sender import WebhookSender
from simulator.world.faults import Fault, FaultKind
from simulator.world.world import World

OLD_PREFIX = "/vapid/"
V1_PREFIX = "/rest/v1.0/"
# The beginning is the documented one, the rest is ours (procore_api.md 5).
TOO_MANY_REQUESTS = (
    "You have surpassed the max number of requests for an hour, or for ten seconds: wait until the"
    " time in X-Rate-Limit-Reset"
)
HEAVY_LOAD_RETRY_SECONDS = 5


class ProcoreSite(Site[Call]):
    """One Procore account behind one origin, for /oauth and /rest alike (procore_api.md 1).

    `credentials` has client_id, client_secret and company_id; `fixtures` makes records that no
    public operation creates.
    """

    system = "procore"

    def __init__(self, world: World) -> None:
        self.stores = ProcoreStores(world)
        self._access = Access(self.stores)
        self._oauth = OauthRoutes(self.stores, self._access)
        self._limits = RateLimits()
        application = Application(
            client_id=world.ids.token(40),
            client_secret=world.ids.token(40),
            service_account_id=self.stores.service_account_id,
        )
        self.stores.oauth.applications[application.client_id] = application
        self.credentials: Mapping[str, str] = {
            "client_id": application.client_id,
            "client_secret": application.client_secret,
            "company_id": str(self.stores.company_id),
        }
        self.fixtures: Mapping[str, FixtureMaker] = {
            kind: self.stores.memory.forgetting(maker)
            for kind, maker in fixture_makers(self.stores).items()
        }
        operations = [
            self._remembering(operation)
            for group in GROUPS
            for routes in group.routes
            for operation in routes(self.stores, self._access).operations()
        ]
        self.operations = (*self._oauth.operations(), *operations, *LACKING)
        super().__init__(world, self.operations)
        world.faults.declare(
            self.system, [*(operation.name for operation in self.router.operations), DELIVER]
        )
        self._delivery_queue = DeliveryQueue(self.system, world.faults, WebhookSender(self.tick))
        world.clock.listen(lambda now: self.tick())

    def _remembering(self, operation: ProcoreOperation) -> ProcoreOperation:
        if operation.method != "GET" or operation.handler is None:
            return operation
        return replace(operation, handler=self.stores.memory.remembering(operation.handler))

    def document(self) -> Mapping[str, object]:
        # Imported here because nothing else needs the shapes: serving starts without them.
        from simulator.procore.openapi.document import openapi

        return openapi(self.operations)

    def record_counts(self) -> Mapping[str, int]:
        stores = self.stores
        tiers = Counter(record.tier for record in stores.change_orders.by_id.values())
        return {
            "companies": len(stores.projects.companies),
            "projects": len(stores.projects.projects),
            "users": len(stores.people.users),
            "prime contracts": len(stores.prime_contracts.contracts),
            "change order packages": tiers[Tier.PACKAGE],
            "change order requests": tiers[Tier.REQUEST],
            "potential change orders": tiers[Tier.POTENTIAL],
            "line items": len(stores.schedule.lines),
            "external data": len(stores.external_data.by_item),
            "webhooks": len(stores.webhooks.hooks),
        }

    def handle(self, request: Request) -> Reply:
        """Under the old prefix, which SDKs still know, is what v1.0 is (procore_api.md 2)."""
        if request.path.startswith(OLD_PREFIX):
            path = V1_PREFIX + request.path.removeprefix(OLD_PREFIX)
            request = msgspec.structs.replace(request, path=path)
        return super().handle(request)

    def tick(self) -> None:
        """Let webhooks go out and come back: at every request, every move of the clock, and now
        and then in between."""
        if self.stores.webhooks.queues:
            with self.world.turn:
                self.stores.memory.forget()
                self._delivery_queue.work(self.stores.webhooks, self.world.clock.now())

    def arrive(self, request: Request) -> Call:
        """Every request counts, of whatever it comes to (procore_api.md 5)."""
        token = self._access.live_token(request)
        caller = self._oauth.caller(request, token)
        allowance = self._limits.count(caller, self.world.clock.seconds())
        return Call(request, token, allowance)

    def unread(self, call: Call, status: int) -> Reply:
        return refused(call.request, Refusal(status, phrase(status)))

    def unknown(self, call: Call) -> Reply:
        if call.allowance.is_over(self.stores.settings):
            return self._too_many(call)
        because = f"no operation {call.request.method} {call.request.path[:200]}"
        return refused(call.request, Refusal(404, NOT_FOUND, because=because))

    def unimplemented(self, operation: Operation[Call], call: Call) -> Reply:
        message = (
            f"This simulator does not implement {operation.name}"
            f" ({operation.method} {operation.path})"
        )
        return refused(call.request, Refusal(501, message, because=message))

    def failed(self, operation: Operation[Call], call: Call) -> Reply:
        return refused(call.request, Refusal(500, "Internal Server Error"))

    def fault_reply(self, fault: Fault, operation: Operation[Call], call: Call) -> Reply:
        """An error in the shape of v1 or v2, by the request's path."""
        if fault.kind is FaultKind.TOO_MANY_REQUESTS:
            return self._too_many(call)
        reply = refused(call.request, Refusal(fault.status, f"Simulated error {fault.status}"))
        if fault.status == 503:
            # Heavy load says how long to wait (procore_api.md 5).
            return reply.with_header("Retry-After", str(HEAVY_LOAD_RETRY_SECONDS))
        return reply

    def prepare(self, match: Match[Call], call: Call) -> Reply | None:
        """Rate limit, then token, then company: /oauth needs neither of the latter."""
        del match
        if call.allowance.is_over(self.stores.settings):
            return self._too_many(call)
        if call.request.method != "GET":
            self.stores.memory.forget()
        if call.request.path.startswith(OAUTH_PREFIX):
            return None
        if call.token is None:
            return refused(call.request, no_live_token(call.request))
        try:
            self._access.check_company_header(call)
        except Refusal as refusal:
            return refused(call.request, refusal)
        return None

    def finish(self, call: Call, reply: Reply) -> Reply:
        """Rate limit headers on every answer (procore_api.md 5)."""
        if reply.status >= 400 and call.request.path.startswith(OAUTH_PREFIX):
            self._oauth.fail(call.request)
        self.tick()
        limits = call.allowance.headers(self.stores.settings, is_refused=reply.status == 429)
        # Written out because it takes half as long as `replace`, on every answer.
        return Reply(
            reply.status,
            reply.body,
            reply.content_type,
            (*reply.headers, *limits),
            reply.refusal,
            reply.touched,
            reply.ending,
            reply.delay_ms,
        )

    def _too_many(self, call: Call) -> Reply:
        now = self.world.clock.seconds()
        seconds = call.allowance.retry_after_seconds(now, self.stores.settings)
        refusal = Refusal(429, TOO_MANY_REQUESTS, because="the rate limit is used up")
        return refused(call.request, refusal).with_header("Retry-After", str(seconds))
