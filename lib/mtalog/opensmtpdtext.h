/* The members of OpenSMTPD's log lines. Internal to lib/mtalog. */
#ifndef MT_MTALOG_OPENSMTPDTEXT_H
#define MT_MTALOG_OPENSMTPDTEXT_H

#include "mtalog/event.h"

/*
 * Read `key=value key="value" key=<value>`, separated by space or `, `, into
 * the event, whose kind is set: of an attempt `result` is its status. Keys that
 * are not known are skipped.
 */
void mt_opensmtpd_members(MtSlice rest, MtEvent *event);

/* `Ok`, `TempFail`, ...: kind and status of an attempt. Others change nothing. */
void mt_opensmtpd_result(MtEvent *event, MtSlice word);

/* `smtp+tls://ADDRESS:PORT (HOST)`: the server. */
void mt_opensmtpd_server(MtSlice text, MtEvent *event);

/* A command that was refused: the address that it names. */
void mt_opensmtpd_command(MtSlice command, MtEvent *event);

#endif
