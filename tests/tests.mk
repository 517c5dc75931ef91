# Targets that test: included by the top Makefile. Each installs the Debian
# packages that it needs, builds, then leaves the work to a script of tests/.
UNITS := $(patsubst tests/%.c,$(B)/%,$(wildcard tests/unit/test_*.c))
FUZZ := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
REPLAY := $(FUZZ:%=$(B)/replay/fuzz_%)
CASES ?= $(sort $(patsubst %/cmd,%,$(wildcard testdata/cli/*/*/cmd)))
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all
# A program with the runtime inside starts in three quarters of the time.
SANITIZE_GCC := $(SANITIZE) -static-libasan -static-libubsan
CHECK_CFLAGS = $(call once,CHECK_CFLAGS,pkg-config --cflags check)
CHECK_LIBS = $(call once,CHECK_LIBS,pkg-config --libs check libarchive)

# What the scripts want to know.
TESTENV = B=$(B) BIN=$(abspath $(B))/bin CC='$(CC)'

$(B)/unit/%: tests/unit/%.c $(B)/libmailtrace.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CHECK_CFLAGS) $(CFLAGS) -MMD -MP -o $@ $< \
		$(B)/libmailtrace.a $(LDLIBS) $(CHECK_LIBS)

# The address databases, in every layout; `made` stands for all of them.
$(B)/mmdb/made: tests/tools/make-mmdb.pl
	@mkdir -p $(@D)
	$(Q)perl $< $(@D)
	@echo 'see make-mmdb.pl' >$@
$(B)/unit/test_geo: | $(B)/mmdb/made

$(B)/replay/%: tests/fuzz/%.c tests/fuzz/replay.c $(B)/libmailtrace.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -o $@ $< tests/fuzz/replay.c \
		$(B)/libmailtrace.a $(LDLIBS)

$(B)/fuzz/%: tests/fuzz/%.c $(B)/libmailtrace.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -fsanitize=fuzzer -MMD -MP -o $@ $< \
		$(B)/libmailtrace.a $(LDLIBS)

$(B)/tools/conformance: $(wildcard tests/tools/conformance*.[ch]) \
		$(B)/libmailtrace.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $(filter %.c %.a,$^) $(LDLIBS)

$(B)/tools/logconformance: tests/tools/logconformance.c $(B)/libmailtrace.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $^ $(LDLIBS)

$(B)/tools/ids: tests/tools/ids.c $(B)/libmailtrace.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -o $@ $< $(B)/libmailtrace.a $(LDLIBS)

$(B)/faults.so: tests/faults/faults.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=gnu17 -O2 -Wall -Wextra -Werror -fPIC -shared -o $@ $< -ldl

units: $(UNITS)
	@B=$(B) sh tests/units.sh $(UNITS)

built: all $(UNITS) $(REPLAY) $(B)/faults.so
fuzzers: $(FUZZ:%=$(B)/fuzz/fuzz_%)

check:
	@sh tests/tools/deps.sh build check
	$(AGAIN) built
	@$(TESTENV) sh tests/check.sh

# A test in a process of its own would be looked through for leaks at its end:
# nine tenths of what the unit tests take.
asan:
	@sh tests/tools/deps.sh build check
	$(Q)+CK_FORK=no CK_TIMEOUT_MULTIPLIER=10 $(MAKE) --no-print-directory \
		$(JOBS) B=build-asan SAN='$(SANITIZE_GCC)' CFLAGS='-O1 -g1' sanitized

sanitized: built
	@$(TESTENV) sh tests/check.sh sanitized

valgrind:
	@sh tests/tools/deps.sh build check memcheck
	$(AGAIN) all
	@$(TESTENV) sh tests/valgrind.sh $(CASES)

golden-update: all
	@$(TESTENV) sh tests/golden.sh -u $(CASES)

# T seconds for each target, or for the one that ONLY names.
fuzz:
	@sh tests/tools/deps.sh build fuzz
	$(Q)+$(MAKE) --no-print-directory $(JOBS) B=build-fuzz CC=clang \
		SAN='$(SANITIZE) -fsanitize=fuzzer-no-link' fuzzers
	@B=build-fuzz T=$(or $(T),60) sh tests/fuzz/run.sh $(or $(ONLY),$(FUZZ))

lint:
	@sh tests/tools/deps.sh build lint
	$(AGAIN) linted

# No shell takes the quotes of -DMT_VERSION off there: no quotes.
linted: export LINT_CPPFLAGS = $(subst ',,$(subst -I/,-isystem /,$(CPPFLAGS))) -std=c17
linted: $(B)/faults.so
	@$(TESTENV) sh tests/lint/run.sh

# CORPUS: a folder of cases from other parsers' test suites.
# CORPUS: a folder of cases on Received fields; LINES: a file of lines of Postfix
conformance: $(B)/tools/conformance $(B)/tools/logconformance
	$(if $(CORPUS),@$(B)/tools/conformance $(CORPUS) testdata/received/DEVIATIONS.md)
	$(if $(LINES),@$(B)/tools/logconformance $(LINES) testdata/mtalog/DEVIATIONS.md)

# LAB: a folder with logs/HOST/, mail/, hosts.json, truth.jsonl and wire.jsonl
# of a run of several hosts: see tests/tools/labtrace.sh.
lab: all
	@sh tests/tools/deps.sh build lab
	@BIN=$(CURDIR)/$(B)/bin sh tests/tools/labtrace.sh $(LAB)

# The reports on its messages: see tests/tools/labreport.py.
lab-report: all
	@sh tests/tools/deps.sh build lab
	@python3 tests/tools/labreport.py $(B)/bin/mt-report $(LAB)

# False positives on authentic mail and recall on known forgeries of it, with
# counts. CORPUS: mboxes or folders of authentic messages; see the script.
bench-forge: all
	$(Q)perl tests/perf/forge.pl $(B)/bin/mt-forge $(B)/forgeries $(CORPUS)

bench:
	@sh tests/tools/deps.sh build bench
	$(AGAIN) all
	@$(TESTENV) STRICT=$(STRICT) bash tests/perf/bench.sh
	@$(TESTENV) STRICT=$(STRICT) bash tests/perf/logs.sh

.PHONY: units built fuzzers check asan sanitized valgrind golden-update fuzz \
	lint linted conformance lab lab-report bench bench-forge
