// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

#include <optional>

namespace docket {

/** The environment variable that every process of an attempt carries; its value is "<store>-<attempt>-<round>". */
inline constexpr char attemptMarkerVariable[] = "DOCKET_ATTEMPT";

/** One process as /proc shows it. */
struct ProcessInfo
{
    qint64 pid = 0;
    qint64 parent = 0;
    qint64 session = 0;
    quint64 startTime = 0; ///< clock ticks since boot; pid and start time together are never reused
    char state = '?';
    QByteArray name = {};
    QByteArray marker = {}; ///< value of DOCKET_ATTEMPT in its environment; empty if none or not readable

    bool isAlive() const { return state != 'Z' && state != 'X'; }
    bool operator==(const ProcessInfo &) const = default;
};

/** Reads one line of /proc/PID/stat (the name may hold spaces and parentheses). Pure. */
std::optional<ProcessInfo> parseStat(const QByteArray &line);

/**
 * What proves that a running tree is ours, also after Docket itself was killed: the leader's pid with its start time
 * within this boot, and the marker. Kept in the store from the moment the leader runs.
 */
struct TreeIdentity
{
    qint64 leader = 0;
    quint64 startTime = 0;
    QByteArray bootId = {};
    QByteArray marker = {};

    /** Of a process that runs now. */
    static TreeIdentity of(qint64 leader, const QByteArray &marker);
    QByteArray toText() const;
    static std::optional<TreeIdentity> fromText(const QByteArray &text);
    bool operator==(const TreeIdentity &) const = default;
};

/** Every process of this user with its marker, in no order. Blocks for a few milliseconds. Any thread. */
QList<ProcessInfo> runningProcesses();

/**
 * The living members of a tree: the leader if it is still the same process, everything that carries the marker,
 * everything in a session led by one of them, and all their descendants. Never `self`. Pure.
 */
QList<ProcessInfo> treeMembers(const TreeIdentity &tree, const QList<ProcessInfo> &processes, const QByteArray &bootId,
                               qint64 self);

/**
 * Trees left over from an earlier life of Docket on this store, by marker: all markers that begin with `store` + "-".
 */
QHash<QByteArray, QList<ProcessInfo>> leftOverTrees(const QByteArray &store);

/** Signals the descendants of a launcher such as bwrap, but not those that still run the launcher's own program. */
void signalBelowLauncher(qint64 launcher, int number);

/**
 * Ends a whole tree: TERM, a grace, KILL until nothing is left, looked up afresh each time so that what forks meanwhile
 * is found too. Never blocks; one use. A process that was reparented to init stays ours by its marker or its session.
 * Docket is not a subreaper on purpose: editors and browsers that a person opens from it would become its children, and
 * be taken for an agent's.
 */
class TreeKiller : public QObject
{
    Q_OBJECT

public:
    struct Report
    {
        bool gone = false;       ///< verified: no member is alive
        int found = 0;           ///< members seen at first
        bool hadToKill = false;  ///< TERM was not enough
        QList<qint64> survivors; ///< members that are still there (in uninterruptible sleep, or of another user)
    };

    explicit TreeKiller(TreeIdentity tree, int graceMs = 3000, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    void finished(const docket::TreeKiller::Report &report);

private:
    void step();
    void signalAll(const QList<ProcessInfo> &members, int number);

    TreeIdentity m_tree;
    Report m_report;
    QTimer m_timer;
    QHash<qint64, quint64> m_seen; ///< pid -> start time of everything that was ever a member
    qint64 m_graceMs;
    qint64 m_elapsedMs = 0;
    int m_intervalMs = 10;
};

} // namespace docket
