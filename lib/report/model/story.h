/*
 * What the logs say of one message, as far as it is about the copy that was
 * given: recipients part on the way, and one Message-ID may be that of several
 * messages. The hops of the copy name the ids that it had.
 */
#ifndef MT_REPORT_MODEL_STORY_H
#define MT_REPORT_MODEL_STORY_H

#include "report/model/parts.h"

typedef struct {
	GPtrArray *stays;  /* of const MtTransactionRecord: in its traces */
	GPtrArray *losses; /* of const MtLoss: on its way, longest first */
	GPtrArray *others; /* on the ways of other recipients */
	GHashTable *ids;   /* that the copy had; empty: not known */
	MtSlice about;     /* the trace that it is a notice about; or none */
} MtStory;

MtStory *mt_story_new(const MtReport *report, const MtJourney *journey);
/* Of the message that this one is a notice about; NULL: it is none, or the
 * logs do not know that one. */
MtStory *mt_story_about(const MtReport *report, const MtStory *story);
void mt_story_free(MtStory *story);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MtStory, mt_story_free)

/* Was the copy part of this delivery? */
bool mt_story_passed(const MtStory *story, const MtTransactionRecord *stay,
		     const MtDeliveryRecord *row);

/* Did it go on from there, as far as the logs know? */
bool mt_story_goes_on(const MtStory *story, const MtTransactionRecord *stay,
		      const MtDeliveryRecord *row);

/* Parts of what follows: did it come to the same hosts again and again; what
 * became of it. */
void mt_story_say_circle(const MtReport *report, const MtStory *story);
void mt_story_say_ends(const MtReport *report, const MtStory *story,
		       size_t most);

/* Where it was still on hold when the logs ended. */
void mt_story_say_held(const MtReport *report, const MtStory *story);

/* Items of a list: at most `most` losses, then what else there is to know; of a
 * notice the same of the message that it is about, behind an item that says so. */
void mt_story_say(const MtReport *report, const MtStory *story, size_t most);

#endif
