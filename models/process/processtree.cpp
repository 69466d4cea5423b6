// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/processtree.h"

#include "core/logging.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

namespace docket {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 giveUpMs = 10000; // after KILL; only a process in uninterruptible sleep lasts that long

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray currentBoot()
{
    return readAll(u"/proc/sys/kernel/random/boot_id"_s).trimmed();
}

QByteArray markerIn(const QByteArray &environment)
{
    const QByteArray key = QByteArray(attemptMarkerVariable) + '=';
    qsizetype from = environment.startsWith(key) ? 0 : environment.indexOf('\0' + key);
    if (from < 0)
        return {};
    from = environment.indexOf('=', from) + 1;
    const qsizetype to = environment.indexOf('\0', from);
    return environment.mid(from, to < 0 ? -1 : to - from);
}

std::optional<ProcessInfo> readProcess(qint64 pid, bool withMarker)
{
    const QString folder = u"/proc/%1/"_s.arg(pid);
    auto info = parseStat(readAll(folder + u"stat"_s));
    if (info && withMarker)
        info->marker = markerIn(readAll(folder + u"environ"_s));
    return info;
}

} // namespace

std::optional<ProcessInfo> parseStat(const QByteArray &line)
{
    const qsizetype open = line.indexOf('(');
    const qsizetype close = line.lastIndexOf(')');
    if (open < 2 || close < open)
        return std::nullopt;
    const QList<QByteArray> fields = line.mid(close + 2).trimmed().split(' ');
    if (fields.size() < 20 || fields[0].size() != 1)
        return std::nullopt;
    ProcessInfo info;
    info.pid = line.left(open).trimmed().toLongLong();
    info.name = line.mid(open + 1, close - open - 1);
    info.state = fields[0].at(0);
    info.parent = fields[1].toLongLong();
    info.session = fields[3].toLongLong();
    info.startTime = fields[19].toULongLong();
    return info.pid > 0 ? std::optional(info) : std::nullopt;
}

TreeIdentity TreeIdentity::of(qint64 leader, const QByteArray &marker)
{
    const auto info = readProcess(leader, false);
    return {.leader = leader, .startTime = info ? info->startTime : 0, .bootId = currentBoot(), .marker = marker};
}

QByteArray TreeIdentity::toText() const
{
    const QJsonObject object{{u"leader"_s, leader},
                             {u"start"_s, QString::number(startTime)},
                             {u"boot"_s, QString::fromLatin1(bootId)},
                             {u"marker"_s, QString::fromUtf8(marker)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<TreeIdentity> TreeIdentity::fromText(const QByteArray &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    TreeIdentity tree{.leader = object.value(u"leader").toInteger(),
                      .startTime = object.value(u"start").toString().toULongLong(),
                      .bootId = object.value(u"boot").toString().toLatin1(),
                      .marker = object.value(u"marker").toString().toUtf8()};
    return tree.leader > 0 || !tree.marker.isEmpty() ? std::optional(tree) : std::nullopt;
}

QList<ProcessInfo> runningProcesses()
{
    QList<ProcessInfo> found;
    const uid_t self = geteuid();
    const QStringList names = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::NoSort);
    for (const QString &name : names) {
        bool isPid = false;
        const qint64 pid = name.toLongLong(&isPid);
        struct stat owner = {};
        if (!isPid || ::stat(("/proc/" + name.toLatin1()).constData(), &owner) != 0 || owner.st_uid != self)
            continue;
        if (const auto info = readProcess(pid, true))
            found.append(*info);
    }
    return found;
}

QList<ProcessInfo> treeMembers(const TreeIdentity &tree, const QList<ProcessInfo> &processes, const QByteArray &bootId,
                               qint64 self)
{
    QSet<qint64> ours;
    for (const ProcessInfo &process : processes) {
        const bool leads = process.pid == tree.leader && process.startTime == tree.startTime && tree.bootId == bootId
            && tree.startTime > 0;
        const bool marked = !tree.marker.isEmpty() && process.marker == tree.marker;
        if (process.pid != self && (leads || marked))
            ours.insert(process.pid);
    }
    // The number of a session cannot be reused while it has members, so a session with one proven member is wholly ours
    // if the tree's leader led it, even if that leader is gone.
    QSet<qint64> sessions = ours;
    for (const ProcessInfo &process : processes) {
        if (process.session == tree.leader && ours.contains(process.pid))
            sessions.insert(tree.leader);
    }
    for (bool grown = true; grown;) {
        grown = false;
        for (const ProcessInfo &process : processes) {
            if (process.pid == self || ours.contains(process.pid))
                continue;
            if (ours.contains(process.parent) || sessions.contains(process.session)) {
                ours.insert(process.pid);
                sessions.insert(process.pid);
                grown = true;
            }
        }
    }
    QList<ProcessInfo> members;
    for (const ProcessInfo &process : processes) {
        if (ours.contains(process.pid) && process.isAlive())
            members.append(process);
    }
    return members;
}

QHash<QByteArray, QList<ProcessInfo>> leftOverTrees(const QByteArray &store)
{
    QHash<QByteArray, QList<ProcessInfo>> trees;
    const QByteArray prefix = store + '-';
    const QList<ProcessInfo> processes = runningProcesses();
    for (const ProcessInfo &process : processes) {
        if (process.marker.startsWith(prefix) && process.isAlive() && process.pid != QCoreApplication::applicationPid())
            trees[process.marker].append(process);
    }
    return trees;
}

void signalBelowLauncher(qint64 launcher, int number)
{
    const QString program = QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(launcher));
    const TreeIdentity tree = TreeIdentity::of(launcher, {});
    const auto members = treeMembers(tree, runningProcesses(), tree.bootId, QCoreApplication::applicationPid());
    for (const ProcessInfo &member : members) {
        // A launcher in a user namespace of its own may hide its exe link; its name is then the better witness.
        const QString own = QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(member.pid));
        const bool isLauncher = member.pid == launcher || own == program || member.name == "bwrap";
        if (!isLauncher)
            ::kill(static_cast<pid_t>(member.pid), number);
    }
}

TreeKiller::TreeKiller(TreeIdentity tree, int graceMs, QObject *parent)
    : QObject(parent), m_tree(std::move(tree)), m_graceMs(graceMs)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TreeKiller::step);
}

void TreeKiller::start()
{
    m_timer.start(0);
}

void TreeKiller::signalAll(const QList<ProcessInfo> &members, int number)
{
    for (const ProcessInfo &member : members) {
        // A sandbox launcher that dies takes its children with SIGKILL, so it is spared while there is grace.
        if (number == SIGKILL || member.name != "bwrap" || members.size() == 1)
            ::kill(static_cast<pid_t>(member.pid), number);
    }
}

void TreeKiller::step()
{
    const QList<ProcessInfo> processes = runningProcesses();
    QList<ProcessInfo> members =
        treeMembers(m_tree, processes, currentBoot(), QCoreApplication::applicationPid());
    for (const ProcessInfo &process : processes) { // children whose parent died between two looks
        const bool known = m_seen.contains(process.pid) && m_seen.value(process.pid) == process.startTime;
        const auto same = [&](const ProcessInfo &member) { return member.pid == process.pid; };
        if (known && process.isAlive() && std::ranges::none_of(members, same))
            members.append(process);
    }
    const bool first = m_seen.isEmpty();
    QList<ProcessInfo> fresh;
    for (const ProcessInfo &member : std::as_const(members)) {
        if (!m_seen.contains(member.pid))
            fresh.append(member);
        m_seen.insert(member.pid, member.startTime);
    }
    if (first)
        m_report.found = static_cast<int>(members.size());
    const bool graceIsOver = m_elapsedMs >= m_graceMs;
    if (members.isEmpty() || m_elapsedMs > m_graceMs + giveUpMs) {
        m_report.gone = members.isEmpty();
        for (const ProcessInfo &member : std::as_const(members))
            m_report.survivors.append(member.pid);
        Q_EMIT finished(m_report);
        return;
    }
    if (graceIsOver)
        m_report.hadToKill = true;
    if (graceIsOver)
        signalAll(members, SIGKILL);
    else
        signalAll(fresh, SIGTERM);
    const int next =
        graceIsOver ? m_intervalMs : static_cast<int>(std::min<qint64>(m_intervalMs, m_graceMs - m_elapsedMs));
    m_timer.start(next);
    m_elapsedMs += next;
    m_intervalMs = std::min(m_intervalMs * 2, 200);
}

} // namespace docket
