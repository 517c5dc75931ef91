/* The configuration first, then what the command line adds to it. */
#include "cli/trust.h"

#include "cli/config.h"

MtTrustArguments mt_trust_arguments;

bool
mt_trust_arguments_read(MtTrustRules *rules, GError **error)
{
	const MtTrustArguments *a = &mt_trust_arguments;

	if (!mt_config_read(a->config, rules, error))
		return false;
	for (char **by = a->by; by != NULL && *by != NULL; by++)
		mt_trust_add_by(rules, *by);
	for (char **net = a->net; net != NULL && *net != NULL; net++)
		if (!mt_trust_add_net(rules, *net, error))
			return false;
	return true;
}

void
mt_trust_arguments_clear(void)
{
	g_clear_pointer(&mt_trust_arguments.by, g_strfreev);
	g_clear_pointer(&mt_trust_arguments.net, g_strfreev);
	g_clear_pointer(&mt_trust_arguments.config, g_free);
}

void
mt_trust_read_chain(const MtTrustRules *rules, const MtMessage *message,
		    MtArena *arena, MtFields *fields, MtChain *chain)
{
	mt_fields_split(message, arena, fields);
	mt_chain_build(fields, arena, chain);
	if (!mt_trust_rules_empty(rules))
		mt_trust_apply(rules, arena, chain);
}
