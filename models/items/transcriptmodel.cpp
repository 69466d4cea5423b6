// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/transcriptmodel.h"

#include "items/plaintext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

bool foldedByDefault(TranscriptEntry::Kind kind)
{
    return kind == TranscriptEntry::Kind::Thought || kind == TranscriptEntry::Kind::ToolCall
        || kind == TranscriptEntry::Kind::Prompt;
}

} // namespace

TranscriptModel::TranscriptModel(int limit, QObject *parent) : QAbstractListModel(parent), m_limit(limit) {}

QString TranscriptModel::keyOf(const TranscriptEntry &entry)
{
    return entry.id.isEmpty() ? QString() : u"%1/%2/%3"_s.arg(entry.round).arg(int(entry.kind)).arg(entry.id);
}

TranscriptEntry TranscriptModel::made(const TranscriptEntry &entry)
{
    TranscriptEntry safe = entry;
    safe.title = visibleText(entry.title).simplified();
    safe.text = visibleText(entry.text);
    safe.status = visibleText(entry.status).simplified();
    for (QString &path : safe.paths)
        path = visibleText(path).simplified();
    for (TranscriptEntry::PlanStep &step : safe.plan)
        step.text = visibleText(step.text).simplified();
    return safe;
}

void TranscriptModel::setEntries(const QList<TranscriptEntry> &entries)
{
    beginResetModel();
    m_entries.clear();
    m_byKey.clear();
    m_toggled.clear();
    m_first = 0;
    endResetModel();
    append(entries);
}

void TranscriptModel::complete(TranscriptEntry &newer, const TranscriptEntry &older)
{
    // An update that was read without its beginning, because that lies in another piece of the file, says little.
    if (newer.title.isEmpty())
        newer.title = older.title;
    if (newer.text.isEmpty())
        newer.text = older.text;
    if (newer.paths.isEmpty())
        newer.paths = older.paths;
    if (older.place >= 0)
        newer.place = older.place;
}

int TranscriptModel::prepend(const QList<TranscriptEntry> &entries)
{
    std::deque<TranscriptEntry> added;
    for (const TranscriptEntry &entry : entries) {
        const QString key = keyOf(entry);
        const auto known = key.isEmpty() ? m_byKey.cend() : m_byKey.constFind(key);
        if (known != m_byKey.cend() && *known >= m_first && *known < m_first + qint64(m_entries.size())) {
            complete(m_entries[size_t(*known - m_first)], made(entry));
            const QModelIndex where = index(int(*known - m_first));
            Q_EMIT dataChanged(where, where);
            continue;
        }
        added.push_back(made(entry));
    }
    if (added.empty())
        return 0;
    const int leaving =
        int(std::clamp<qint64>(qint64(m_entries.size() + added.size()) - m_limit, 0, qint64(m_entries.size())));
    if (leaving > 0) {
        const int rows = rowCount();
        beginRemoveRows({}, rows - leaving, rows - 1);
        m_entries.erase(m_entries.end() - leaving, m_entries.end());
        const qint64 end = m_first + qint64(m_entries.size());
        m_byKey.removeIf([end](const auto &item) { return item.value() >= end; });
        m_toggled.removeIf([end](qint64 position) { return position >= end; });
        endRemoveRows();
    }
    beginInsertRows({}, 0, int(added.size()) - 1);
    m_first -= qint64(added.size());
    for (size_t i = 0; i < added.size(); ++i) {
        if (const QString key = keyOf(added[i]); !key.isEmpty())
            m_byKey.insert(key, m_first + qint64(i));
    }
    m_entries.insert(m_entries.begin(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    endInsertRows();
    return leaving;
}

void TranscriptModel::append(const QList<TranscriptEntry> &entries)
{
    std::deque<TranscriptEntry> added;
    QHash<qint64, bool> changed;
    const qint64 end = m_first + qint64(m_entries.size());
    for (const TranscriptEntry &entry : entries) {
        const QString key = keyOf(entry);
        const auto known = key.isEmpty() ? m_byKey.cend() : m_byKey.constFind(key);
        if (known != m_byKey.cend() && *known >= m_first) {
            TranscriptEntry &before = *known >= end ? added[size_t(*known - end)] : m_entries[size_t(*known - m_first)];
            TranscriptEntry now = made(entry);
            complete(now, before);
            before = std::move(now);
            if (*known < end)
                changed.insert(*known, true);
            continue;
        }
        if (!key.isEmpty())
            m_byKey.insert(key, end + qint64(added.size()));
        added.push_back(made(entry));
    }
    for (auto it = changed.cbegin(); it != changed.cend(); ++it) {
        const QModelIndex where = index(int(it.key() - m_first));
        Q_EMIT dataChanged(where, where);
    }
    if (added.empty())
        return;
    // What would leave at once does not come in.
    qint64 skipped = std::max<qint64>(0, qint64(added.size()) - m_limit);
    const qint64 tooMany = std::min<qint64>(qint64(m_entries.size()),
                                            qint64(m_entries.size() + added.size()) - skipped - m_limit);
    if (tooMany > 0) {
        beginRemoveRows({}, 0, int(tooMany) - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + tooMany);
        m_first += tooMany;
        endRemoveRows();
    }
    m_first += skipped;
    const int row = int(m_entries.size());
    beginInsertRows({}, row, row + int(qint64(added.size()) - skipped) - 1);
    m_entries.insert(m_entries.end(), std::make_move_iterator(added.begin() + skipped),
                     std::make_move_iterator(added.end()));
    endInsertRows();
    if (tooMany > 0 || skipped > 0)
        m_byKey.removeIf([this](const auto &item) { return item.value() < m_first; });
}

bool TranscriptModel::isFoldable(int row) const
{
    const TranscriptEntry &e = entry(row);
    return foldedByDefault(e.kind) && !e.text.isEmpty();
}

bool TranscriptModel::isFolded(int row) const
{
    return isFoldable(row) && !m_toggled.contains(m_first + row);
}

void TranscriptModel::setFolded(int row, bool folded)
{
    if (!isFoldable(row) || isFolded(row) == folded)
        return;
    if (folded)
        m_toggled.remove(m_first + row);
    else
        m_toggled.insert(m_first + row);
    Q_EMIT dataChanged(index(row), index(row), {FoldedRole});
}

void TranscriptModel::setAllFolded(bool folded)
{
    if (m_entries.empty())
        return;
    m_toggled.clear();
    for (int row = 0; !folded && row < rowCount(); ++row) {
        if (isFoldable(row))
            m_toggled.insert(m_first + row);
    }
    Q_EMIT dataChanged(index(0), index(rowCount() - 1), {FoldedRole});
}

int TranscriptModel::find(const QString &text, int from, bool backwards) const
{
    const int count = rowCount();
    if (text.isEmpty() || count == 0)
        return -1;
    for (int step = 1; step <= count; ++step) {
        const int row = ((from + (backwards ? -step : step)) % count + count) % count;
        if (plainText(row).contains(text, Qt::CaseInsensitive))
            return row;
    }
    return -1;
}

QString TranscriptModel::plainText(int row) const
{
    const TranscriptEntry &e = entry(row);
    QStringList parts;
    if (!e.title.isEmpty())
        parts << (e.status.isEmpty() ? e.title : u"%1 [%2]"_s.arg(e.title, e.status));
    parts << e.paths;
    for (const TranscriptEntry::PlanStep &step : e.plan)
        parts << (step.status == u"completed"_s ? u"[x] "_s : u"[ ] "_s) + step.text;
    if (!e.text.isEmpty())
        parts << e.text;
    return parts.join(u'\n');
}

int TranscriptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant TranscriptModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TranscriptEntry &e = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return isFolded(index.row()) && !e.title.isEmpty() ? e.title : plainText(index.row());
    case KindRole: return int(e.kind);
    case TitleRole: return e.title;
    case TextRole: return e.text;
    case StatusRole: return e.status;
    case PathsRole: return e.paths;
    case FoldedRole: return isFolded(index.row());
    case FoldableRole: return isFoldable(index.row());
    case RoundRole: return e.round;
    case TimeRole: return e.at;
    case IdRole: return e.id;
    default: return {};
    }
}

QHash<int, QByteArray> TranscriptModel::roleNames() const
{
    return {{KindRole, "kind"}, {TitleRole, "title"}, {TextRole, "text"}, {StatusRole, "status"}, {PathsRole, "paths"},
            {FoldedRole, "folded"}, {FoldableRole, "foldable"}, {RoundRole, "round"}, {TimeRole, "time"},
                {IdRole, "id"}};
}

} // namespace docket
