"""The routes of policies, rules, the shield and lists: part of the list in routes.py."""

from secureflow.api import lists, policies, rules, shield
from secureflow.api.routing import Route

POLICY = "/policies/<int:policy>"
RULE = "/rules/<int:rule_id>"
LIST = "/lists/<int:list_id>"

ROUTES = (
    Route("GET", "/policies", policies.list_policies, "read", "Policies"),
    Route("POST", "/policies", policies.draft_policy, "manage", "Policies"),
    Route("GET", POLICY, policies.get_policy, "read", "Policies"),
    Route("PATCH", POLICY, policies.change_policy, "manage", "Policies"),
    Route("DELETE", POLICY, policies.delete_policy, "manage", "Policies"),
    Route("POST", f"{POLICY}/shadow", policies.shadow_policy, "manage", "Policies"),
    Route("POST", f"{POLICY}/live", policies.publish_policy, "manage", "Policies"),
    Route("POST", f"{POLICY}/rollback", policies.roll_back_policy, "manage", "Policies"),
    Route("GET", "/rules", rules.list_rules, "read", "Rules"),
    Route("POST", "/rules", rules.add_rule, "manage", "Rules"),
    Route("POST", "/rules/parse", rules.parse_rule, "read", "Rules"),
    Route("GET", "/rules/fields", rules.list_rule_fields, "read", "Rules"),
    Route("GET", "/rules/ready", rules.list_ready_rules, "read", "Rules"),
    Route("GET", RULE, rules.get_rule, "read", "Rules"),
    Route("PUT", RULE, rules.change_rule, "manage", "Rules"),
    Route("DELETE", RULE, rules.remove_rule, "manage", "Rules"),
    Route("POST", f"{RULE}/snoozes", rules.snooze_rule, "manage", "Rules"),
    Route("DELETE", f"{RULE}/snoozes/<int:snooze_id>", rules.wake_rule, "manage", "Rules"),
    Route("GET", "/shield", shield.get_shield, "read", "Policies"),
    Route(
        "POST", "/shield/bursts/<string:burst>/release", shield.release_burst, "manage", "Policies"
    ),
    Route("GET", "/lists", lists.list_lists, "read", "Lists"),
    Route("POST", "/lists", lists.make_list, "manage", "Lists"),
    Route("GET", "/lists/entries", lists.where_listed, "read", "Lists"),
    Route("GET", LIST, lists.get_list, "read", "Lists"),
    Route("PATCH", LIST, lists.change_list, "manage", "Lists"),
    Route("DELETE", LIST, lists.delete_list, "manage", "Lists"),
    Route("GET", f"{LIST}/entries", lists.list_entries, "read", "Lists"),
    Route("POST", f"{LIST}/entries", lists.add_entries, "manage", "Lists"),
    Route("POST", f"{LIST}/entries/file", lists.import_entries, "manage", "Lists", "upload"),
    Route("GET", f"{LIST}/entries.csv", lists.export_entries, "manage", "Lists"),
    Route("DELETE", f"{LIST}/entries/<int:entry_id>", lists.remove_entry, "manage", "Lists"),
)
