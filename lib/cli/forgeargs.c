/* The pairs of --aliases are read once, and kept with the arguments. */
#include "cli/forgeargs.h"

MtForgeArguments mt_forge_arguments;

static MtAliases *aliases;

bool
mt_forge_arguments_read(MtForge *forge, const MtTrustRules *trust,
			GError **error)
{
	const MtForgeArguments *a = &mt_forge_arguments;

	if (a->aliases != NULL) {
		aliases = mt_aliases_new();
		if (!mt_aliases_read(aliases, a->aliases, error))
			return false;
	}
	*forge = (MtForge){
		.grade = MT_GRADE_C,
		.trust = mt_trust_rules_empty(trust) ? NULL : trust,
		.authserv_id = (const char *const *)a->authserv_id,
		.own_domain = (const char *const *)a->own_domain,
		.aliases = aliases,
	};
	return true;
}

void
mt_forge_arguments_clear(void)
{
	g_clear_pointer(&mt_forge_arguments.authserv_id, g_strfreev);
	g_clear_pointer(&mt_forge_arguments.own_domain, g_strfreev);
	g_clear_pointer(&mt_forge_arguments.aliases, g_free);
	g_clear_pointer(&aliases, mt_aliases_free);
}
