/* The words of the vocabulary. */
#include "mtalog/event.h"

#define WORD(text)                                                             \
	{                                                                      \
		(text), sizeof(text) - 1                                       \
	}

MtSlice
mt_event_kind_word(MtEventKind kind)
{
	static const MtSlice words[MT_EVENT_KINDS] = {
		[MT_EVENT_OTHER] = WORD("other"),
		[MT_EVENT_CONNECT] = WORD("connect"),
		[MT_EVENT_DISCONNECT] = WORD("disconnect"),
		[MT_EVENT_REJECT] = WORD("reject"),
		[MT_EVENT_RECEIVE] = WORD("receive"),
		[MT_EVENT_MESSAGE_ID] = WORD("message_id"),
		[MT_EVENT_QUEUE] = WORD("queue"),
		[MT_EVENT_ATTEMPT] = WORD("attempt"),
		[MT_EVENT_BOUNCE] = WORD("bounce"),
		[MT_EVENT_EXPIRE] = WORD("expire"),
		[MT_EVENT_HOLD] = WORD("hold"),
		[MT_EVENT_RELEASE] = WORD("release"),
		[MT_EVENT_REINJECT] = WORD("reinject"),
		[MT_EVENT_REMOVE] = WORD("remove"),
		[MT_EVENT_TLS] = WORD("tls"),
	};

	return words[kind];
}

MtSlice
mt_mta_word(MtMta mta)
{
	static const MtSlice words[] = {
		[MT_MTA_NONE] = {0},
		[MT_MTA_POSTFIX] = WORD("postfix"),
		[MT_MTA_EXIM] = WORD("exim"),
		[MT_MTA_SENDMAIL] = WORD("sendmail"),
		[MT_MTA_OPENSMTPD] = WORD("opensmtpd"),
		[MT_MTA_QMAIL] = WORD("qmail"),
		[MT_MTA_COURIER] = WORD("courier"),
		[MT_MTA_DOVECOT] = WORD("dovecot"),
		[MT_MTA_EXCHANGE] = WORD("exchange"),
		[MT_MTA_AMAVIS] = WORD("amavis"),
		[MT_MTA_RSPAMD] = WORD("rspamd"),
		[MT_MTA_OTHER] = WORD("other"),
	};

	return words[mta];
}

MtSlice
mt_status_word(MtStatus status)
{
	static const MtSlice words[MT_STATUSES] = {
		[MT_STATUS_NONE] = {0},
		[MT_STATUS_SENT] = WORD("sent"),
		[MT_STATUS_DEFERRED] = WORD("deferred"),
		[MT_STATUS_SUSPENDED] = WORD("deferred"),
		[MT_STATUS_BOUNCED] = WORD("bounced"),
		[MT_STATUS_EXPIRED] = WORD("expired"),
		[MT_STATUS_REJECTED] = WORD("rejected"),
		[MT_STATUS_DISCARDED] = WORD("discarded"),
		[MT_STATUS_DELETED] = WORD("deleted"),
		[MT_STATUS_DELIVERABLE] = WORD("deliverable"),
		[MT_STATUS_UNDELIVERABLE] = WORD("undeliverable"),
		[MT_STATUS_NOT_CACHED] = WORD("undeliverable-but-not-cached"),
	};

	return words[status];
}
