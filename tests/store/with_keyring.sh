#!/bin/sh
# Runs a program beside a GNOME keyring of its own, unlocked, on a session bus of its own; all of it goes away with it.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_RUNTIME_DIR="$home/run" XDG_CURRENT_DESKTOP=GNOME
dbus-run-session -- sh -eu -c '
    printf unlocked | gnome-keyring-daemon --unlock --components=secrets --foreground >/dev/null &
    until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
        string:org.freedesktop.secrets | grep -q "boolean true"; do :; done
    "$@" && code=0 || code=$?
    kill $!
    exit $code' sh "$@"
