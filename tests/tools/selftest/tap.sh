# tap.sh: results of another script count as our own, and none as a failure.
# shellcheck shell=sh disable=SC2154
relay() { # FILE
	sh -c '. "$1/tap.sh"; tap_relay "$2"; tap_end relay' - "$tests" "$1"
}
printf 'ok 1 - one\n# so it is\nok 2 - two\n' >good
printf 'ok 1 - one\nnot ok 2 - two\n' >bad
: >none
passes 'tap: good results' relay good
fails 'tap: a bad result' relay bad
fails 'tap: no results' relay none
fails 'tap: no file of results' relay missing
