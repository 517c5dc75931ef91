/* What servers say, and what that means. Internal to lib/reason. */
#ifndef MT_REASON_PHRASE_H
#define MT_REASON_PHRASE_H

#include "reason/cause.h"

typedef struct {
	MtSlice phrase; /* in lower case */
	MtCause cause;
} MtPhrase;

#define MT_PHRASE(literal)                                                     \
	{                                                                      \
		(literal), sizeof(literal) - 1                                 \
	}

/* What mt_reason_fold_failed() begins with. */
#define MT_PHRASE_FALLBACK "another host took it"

/* Each ends with a phrase that is NULL. */
extern const MtPhrase mt_phrases[];
extern const MtPhrase mt_phrases_vague[]; /* where codes may say more */

/* The cause of the first phrase of a list that is in the text. */
MtCause mt_phrase_find(const MtPhrase *list, MtSlice text);

#endif
