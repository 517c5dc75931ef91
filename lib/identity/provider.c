/* The domains of each provider, as they were met in mail and are widely known;
 * what is missing here is taken for somebody else's. */
#include "identity/provider.h"

#include <glib.h>

#include "identity/domain.h"

#define N(text)                                                                \
	{                                                                      \
		text, sizeof(text) - 1                                         \
	}

static const MtProvider providers[] = {
	{"Google",
	 {N("gmail.com"), N("googlemail.com")},
	 {N("google.com"), N("1e100.net"), N("googleusercontent.com")}},
	{"Microsoft",
	 {N("outlook.com"), N("hotmail.com"), N("live.com"), N("msn.com")},
	 {N("microsoft.com"), N("azure.com"), N("office365.com"),
	  N("passport.com")}},
	{"Yahoo",
	 {N("yahoo.com"), N("ymail.com"), N("aol.com"), N("yahoo.co.jp")},
	 {N("yahoo.net"), N("yahoodns.net"), N("aol.net"), N("geocities.com"),
	  N("inktomi.com"), N("sbcglobal.net")}},
	{"Apple",
	 {N("icloud.com"), N("me.com"), N("mac.com")},
	 {N("apple.com")}},
	{"GMX and WEB.DE",
	 {N("gmx.de"), N("gmx.net"), N("web.de")},
	 {N("kundenserver.de")}},
	{"Mail.ru", {N("mail.ru")}, {{0}}},
	{"QQ", {N("qq.com")}, {{0}}},
	{"NetEase", {N("163.com"), N("126.com")}, {N("netease.com")}},
};

static bool
any_is_below(MtSlice host, const MtSlice *domains)
{
	for (size_t i = 0; i < MT_PROVIDER_DOMAINS && domains[i].n > 0; i++)
		if (mt_domain_is_below(host, domains[i]))
			return true;
	return false;
}

const MtProvider *
mt_provider_of(MtSlice host)
{
	for (size_t i = 0; i < G_N_ELEMENTS(providers); i++)
		if (any_is_below(host, providers[i].mailboxes) ||
		    any_is_below(host, providers[i].hosts))
			return &providers[i];
	return NULL;
}

const MtProvider *
mt_provider_of_mailbox(MtSlice domain)
{
	for (size_t i = 0; i < G_N_ELEMENTS(providers); i++) {
		const MtSlice *mailbox = providers[i].mailboxes;

		for (size_t k = 0; k < MT_PROVIDER_DOMAINS && mailbox[k].n > 0;
		     k++)
			if (mt_slice_eq_i(mailbox[k], domain))
				return &providers[i];
	}
	return NULL;
}
