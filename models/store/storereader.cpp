// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storereader.h"

#include "store/chain.h"
#include "store/rows.h"
#include "store/schema.h"

#include <QFileInfo>

#include <algorithm>
#include <concepts>
#include <limits>
#include <type_traits>
#include <vector>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

/** All rows of a statement, each made into a value by `read` (T or Result<T>). */
template<typename T, typename Read, typename... Values>
Result<QList<T>> all(Connection &connection, const char *sql, Read read, const Values &...values)
{
    auto statement = connection.prepare(sql);
    if (!statement)
        return std::unexpected(statement.error());
    statement->bindAll(values...);
    QList<T> list;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return std::unexpected(row.error());
        if (!*row)
            return list;
        if constexpr (std::same_as<std::invoke_result_t<Read, const Statement &>, T>) {
            list.append(read(*statement));
        } else {
            Result<T> value = read(*statement);
            if (!value)
                return std::unexpected(value.error());
            list.append(std::move(*value));
        }
    }
}

template<typename T, typename Read, typename... Values>
Result<T> one(Connection &connection, const QString &what, const char *sql, Read read, const Values &...values)
{
    auto list = all<T>(connection, sql, read, values...);
    if (!list)
        return std::unexpected(list.error());
    if (list->isEmpty())
        return fail(ErrorCode::NotFound, u"There is no such %1; it may have been removed."_s.arg(what));
    return std::move(list->first());
}

Project projectFrom(const Statement &row)
{
    return {row.id<ProjectId>(0), row.text(1), row.text(2), row.text(3), row.time(4)};
}

SpecRevision revisionFrom(const Statement &row)
{
    return {row.id<SpecId>(0), int(row.number(1)), row.text(2), row.text(3), row.time(4)};
}

TaskId taskIdFrom(const Statement &row) { return row.id<TaskId>(0); }

} // namespace

Result<std::unique_ptr<StoreReader>> StoreReader::open(const QString &file)
{
    if (!QFileInfo::exists(file))
        return fail(ErrorCode::NotFound, u"There is no store yet; open a repository with Docket first."_s, file);
    Result<void> fits;
    for (const auto mode : {Connection::Mode::ReadOnly, Connection::Mode::Immutable}) {
        auto connection = Connection::open(file, mode);
        if (!connection)
            return std::unexpected(connection.error());
        fits = schema::checkVersion(**connection);
        if (fits) {
            const auto version = (*connection)->number("PRAGMA user_version");
            if (version && *version == 0)
                return fail(ErrorCode::NotFound, u"There is no store yet; open a repository with Docket first."_s,
                            file);
            if (version && *version < schema::knownSteps().size())
                return fail(
                    ErrorCode::Refused,
                    u"This store has an older form; open it once with the Docket that writes, which brings it up to date."_s,
                    file);
            auto reader = std::make_unique<StoreReader>(std::move(*connection));
            (void)reader->changedElsewhere();
            return reader;
        }
        // In a place that nobody can write SQLite has nowhere to put its shared memory; then nobody changes the file
        // either.
        const bool readOnlyPlace = !QFileInfo(QFileInfo(file).absolutePath()).isWritable();
        if (!readOnlyPlace || (fits.error().code != ErrorCode::Io && fits.error().code != ErrorCode::ReadOnly))
            break;
    }
    return std::unexpected(fits.error());
}

StoreReader::StoreReader(std::shared_ptr<Connection> connection) : m_connection(std::move(connection)) {}
StoreReader::~StoreReader() = default;

Result<QList<Project>> StoreReader::projects() const
{
    return all<Project>(*m_connection,
                        "SELECT id, path, name, base_branch, opened_at FROM project WHERE forgotten = 0 ORDER BY "
                        "opened_at DESC, id DESC",
                        projectFrom);
}

Result<Project> StoreReader::project(ProjectId id) const
{
    return one<Project>(*m_connection, u"project"_s,
                        "SELECT id, path, name, base_branch, opened_at FROM project WHERE id = ?", projectFrom, id);
}

Result<Project> StoreReader::projectAt(const QString &path) const
{
    return one<Project>(*m_connection, u"project"_s,
                        "SELECT id, path, name, base_branch, opened_at FROM project WHERE path = ?", projectFrom, path);
}

namespace {

template<typename... Values>
Result<std::vector<TaskCard>> readCards(Connection &connection, const char *sql, const Values &...values)
{
    auto statement = connection.prepare(sql);
    if (!statement)
        return std::unexpected(statement.error());
    statement->bindAll(values...);
    std::vector<TaskCard> cards;
    rows::CardReader reader;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return std::unexpected(row.error());
        if (!*row)
            return cards;
        if (!reader.read(*statement, cards.emplace_back()))
            return std::unexpected(rows::unreadable(u"task %1"_s.arg(statement->number(0))));
    }
}

QList<TaskCard> inOrderOfTheQueue(std::vector<TaskCard> cards)
{
    // Sorted here and not by SQLite, which would look up every row through an index; and by keys, because cards are
    // large.
    struct Key
    {
        double rank;
        qint64 id;
        size_t index;
    };
    std::vector<Key> keys;
    keys.reserve(cards.size());
    for (size_t i = 0; i < cards.size(); ++i)
        keys.push_back({cards[i].rank, cards[i].id.value, i});
    std::ranges::sort(keys,
                      [](const Key &a, const Key &b) { return a.rank != b.rank ? a.rank < b.rank : a.id < b.id; });
    QList<TaskCard> list;
    list.reserve(qsizetype(cards.size()));
    for (const Key &key : keys)
        list.append(std::move(cards[key.index]));
    return list;
}

} // namespace

Result<QList<TaskCard>> StoreReader::cards() const
{
    return readCards(*m_connection, DOCKET_CARD_COLUMNS).transform(inOrderOfTheQueue);
}

Result<QList<TaskCard>> StoreReader::cards(TaskState state) const
{
    return readCards(*m_connection, DOCKET_CARD_COLUMNS "WHERE state = ?", taskStateWord(state))
        .transform(inOrderOfTheQueue);
}

Result<QList<TaskCard>> StoreReader::openCards() const
{
    const ReadScope scope(*m_connection);
    std::vector<TaskCard> open;
    for (int state = 0; state <= int(TaskState::Interrupted); ++state) {
        if (isFinal(TaskState(state)))
            continue;
        auto some = readCards(*m_connection, DOCKET_CARD_COLUMNS "WHERE state = ?", taskStateWord(TaskState(state)));
        if (!some)
            return std::unexpected(some.error());
        open.insert(open.end(), std::make_move_iterator(some->begin()), std::make_move_iterator(some->end()));
    }
    return inOrderOfTheQueue(std::move(open));
}

Result<QList<TaskCard>> StoreReader::finishedCards(TaskId before, int limit) const
{
    // The plus keeps SQLite from gathering all that is over by the index of states and sorting it.
    auto cards = readCards(
        *m_connection, DOCKET_CARD_COLUMNS "WHERE id < ? AND +state IN (?,?,?) ORDER BY id DESC LIMIT ?",
        before.isValid() ? before.value : std::numeric_limits<qint64>::max(), taskStateWord(TaskState::Merged),
        taskStateWord(TaskState::Rejected), taskStateWord(TaskState::Cancelled), limit);
    if (!cards)
        return std::unexpected(cards.error());
    return QList<TaskCard>(std::make_move_iterator(cards->begin()), std::make_move_iterator(cards->end()));
}

Result<QList<TaskId>> StoreReader::finishedWithWorktrees() const
{
    return all<TaskId>(*m_connection,
                       "SELECT DISTINCT attempt.task_id FROM attempt JOIN task ON task.id = attempt.task_id"
                       " WHERE attempt.worktree_removed = 0 AND task.state IN (?,?,?)",
                       taskIdFrom, taskStateWord(TaskState::Merged), taskStateWord(TaskState::Rejected),
                       taskStateWord(TaskState::Cancelled));
}

Result<TaskCard> StoreReader::card(TaskId id) const
{
    auto found = readCards(*m_connection, DOCKET_CARD_COLUMNS "WHERE id = ?", id);
    if (!found)
        return std::unexpected(found.error());
    if (found->empty())
        return fail(ErrorCode::NotFound, u"There is no such task; it may have been removed."_s,
                    QString::number(id.value));
    return std::move(found->front());
}

Result<QList<StoreReader::ProjectGrant>> StoreReader::projectGrants(ProjectId project) const
{
    auto statement =
        m_connection->prepare("SELECT kind, pattern, scope, given_by, given_at, task_id FROM permission_grant"
                              " WHERE project_id = ? AND scope = ? ORDER BY given_at, task_id, position");
    if (!statement)
        return std::unexpected(statement.error());
    statement->bindAll(project, grantScopeWord(GrantScope::Project));
    QList<ProjectGrant> grants;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return std::unexpected(row.error());
        if (!*row)
            return grants;
        auto grant = rows::grantFrom(*statement);
        if (!grant)
            return std::unexpected(grant.error());
        grants.append({statement->id<TaskId>(5), std::move(*grant)});
    }
}

Result<Spent> StoreReader::spent(ProjectId project, const QDateTime &since) const
{
    auto statement = m_connection->prepare(
        "SELECT total(cost_usd), total(coalesce(input_tokens, 0) + coalesce(output_tokens, 0)),"
        " total(max(0, coalesce(ended_at - round.started_at, 0))), total(turns), count(*), count(*) - count(cost_usd),"
        " count(*) - count(input_tokens + output_tokens), count(*) - count(turns)"
        " FROM round JOIN task ON task.id = round.task_id"
        " WHERE outcome <> ? AND round.started_at >= ? AND (? = 0 OR project_id = ?)");
    if (!statement)
        return std::unexpected(statement.error());
    statement->bindAll(roundOutcomeWord(RoundOutcome::Running), since.isValid() ? since.toMSecsSinceEpoch() : qint64(0),
                       qint64(project.value), qint64(project.value));
    const auto row = statement->step();
    if (!row)
        return std::unexpected(row.error());
    Spent spent;
    spent.costUsd = statement->real(0);
    spent.tokens = qint64(statement->real(1));
    spent.milliseconds = qint64(statement->real(2));
    spent.turns = int(statement->real(3));
    spent.rounds = int(statement->number(4));
    spent.withoutCost = int(statement->number(5));
    spent.withoutTokens = int(statement->number(6));
    spent.withoutTurns = int(statement->number(7));
    return spent;
}

Result<TaskRecord> StoreReader::record(TaskId id) const
{
    const ReadScope scope(*m_connection);
    return rows::readRecord(*m_connection, id);
}

Result<TaskId> StoreReader::taskOf(AttemptId id) const
{
    return one<TaskId>(*m_connection, u"attempt"_s, "SELECT task_id FROM attempt WHERE id = ?", taskIdFrom, id);
}

Result<TaskId> StoreReader::taskOf(RoundId id) const
{
    return one<TaskId>(*m_connection, u"round"_s, "SELECT task_id FROM round WHERE id = ?", taskIdFrom, id);
}

Result<Evidence> StoreReader::evidence(EvidenceId id) const
{
    return one<Evidence>(*m_connection, u"evidence"_s, DOCKET_EVIDENCE_COLUMNS "WHERE id = ?", rows::evidenceFrom, id);
}

Result<QList<StoredEvent>> StoreReader::events(TaskId id) const
{
    return all<StoredEvent>(*m_connection, DOCKET_EVENT_COLUMNS "WHERE task_id = ? ORDER BY id", chain::storedEventFrom,
                            id);
}

Result<QList<StoredEvent>> StoreReader::eventsAfter(EventId after, int limit) const
{
    return all<StoredEvent>(*m_connection, DOCKET_EVENT_COLUMNS "WHERE id > ? ORDER BY id LIMIT ?",
                            chain::storedEventFrom, after.value, limit);
}

Result<ChainReport> StoreReader::verifyChain() const
{
    const ReadScope scope(*m_connection);
    return chain::verify(*m_connection);
}

Result<void> StoreReader::checkIntegrity() const
{
    const ReadScope scope(*m_connection);
    return schema::checkAll(*m_connection);
}

Result<SpecRevision> StoreReader::specRevision(SpecId id, int number) const
{
    return one<SpecRevision>(
        *m_connection, u"revision of the spec"_s,
        "SELECT spec_id, number, markdown, author, saved_at FROM spec_revision WHERE spec_id = ?1"
        " AND number = CASE ?2 WHEN 0 THEN (SELECT max(number) FROM spec_revision WHERE spec_id = ?1) ELSE ?2 END",
        revisionFrom, id, number);
}

Result<QList<SpecRevision>> StoreReader::specHistory(SpecId id) const
{
    return all<SpecRevision>(
        *m_connection,
        "SELECT spec_id, number, markdown, author, saved_at FROM spec_revision WHERE spec_id = ? ORDER BY number",
        revisionFrom, id);
}

Result<QList<QByteArray>> StoreReader::readMarks(TaskId task) const
{
    return all<QByteArray>(
        *m_connection, "SELECT mark FROM read_mark WHERE task_id = ?",
        [](const Statement &row) { return row.bytes(0); }, task);
}

Result<QString> StoreReader::setting(const QString &key, const QString &otherwise) const
{
    const auto list = all<QString>(
        *m_connection, "SELECT value FROM setting WHERE key = ?", [](const Statement &row) { return row.text(0); },
        key);
    if (!list)
        return std::unexpected(list.error());
    return list->isEmpty() ? otherwise : list->first();
}

bool StoreReader::changedElsewhere()
{
    const auto version = m_connection->number("PRAGMA data_version");
    const bool changed = version && *version != m_dataVersion;
    if (version)
        m_dataVersion = *version;
    return changed;
}

} // namespace docket
