// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/eventcodec.h"
#include "task/eventfields.h"

#include <QJsonArray>

#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

QString wordOf(TaskState value) { return taskStateWord(value); }
QString wordOf(MergeStrategy value) { return mergeStrategyWord(value); }
QString wordOf(RoundOutcome value) { return roundOutcomeWord(value); }
QString wordOf(CheckOutcome value) { return checkOutcomeWord(value); }
QString wordOf(Verdict value) { return verdictWord(value); }
QString wordOf(PermissionRule::Kind value) { return permissionKindWord(value); }
QString wordOf(GrantScope value) { return grantScopeWord(value); }

bool valueOf(QStringView word, TaskState &value)
{
    const auto v = taskStateFromWord(word);
    value = v.value_or(value);
    return v.has_value();
}
bool valueOf(QStringView word, MergeStrategy &value)
{
    const auto v = mergeStrategyFromWord(word);
    value = v.value_or(value);
    return v.has_value();
}
bool valueOf(QStringView word, RoundOutcome &value)
{
    const auto v = roundOutcomeFromWord(word);
    value = v.value_or(value);
    return v.has_value();
}
bool valueOf(QStringView word, CheckOutcome &value)
{
    const auto v = checkOutcomeFromWord(word);
    value = v.value_or(value);
    return v.has_value();
}
bool valueOf(QStringView word, Verdict &value)
{
    const auto v = verdictFromWord(word);
    value = v.value_or(value);
    return v.has_value();
}

bool valueOf(QStringView word, PermissionRule::Kind &value)
{
    const auto v = permissionKindFromWord(word);
    value = v.value_or(value);
    return v.has_value();
}
bool valueOf(QStringView word, GrantScope &value)
{
    const auto v = grantScopeFromWord(word);
    value = v.value_or(value);
    return v.has_value();
}

class Writer
{
public:
    template<typename T>
    void operator()(const char *key, const T &value)
    {
        m_object.insert(QLatin1StringView(key), write(value));
    }
    QJsonObject object() const { return m_object; }

    /** Half a surrogate pair, which only a hostile agent sends, would not come back from UTF-8 as it was. */
    static QJsonValue write(const QString &value)
    {
        return value.isValidUtf16() ? value : QString::fromUtf8(value.toUtf8());
    }
    static QJsonValue write(bool value) { return value; }
    static QJsonValue write(int value) { return value; }
    static QJsonValue write(qint64 value) { return value; }
    static QJsonValue write(double value) { return value; }
    static QJsonValue write(const ObjectId &value) { return QString::fromLatin1(value.hex); }
    static QJsonValue write(const QDateTime &value)
    {
        return value.isValid() ? QJsonValue(value.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue(QJsonValue::Null);
    }
    template<typename Tag>
    static QJsonValue write(Id<Tag> value)
    {
        return value.value;
    }
    template<typename E>
    requires std::is_enum_v<E>
    static QJsonValue write(E value) { return wordOf(value); }
    template<typename T>
    static QJsonValue write(const std::optional<T> &value)
    {
        return value ? write(*value) : QJsonValue(QJsonValue::Null);
    }
    template<typename T>
    requires requires(Writer &w, const T &x) { fields(w, x); }
    static QJsonValue write(const T &value)
    {
        Writer inner;
        fields(inner, value);
        return inner.m_object;
    }
    static QJsonValue write(const QStringList &list) { return writeList(list); }
    template<typename T>
    static QJsonValue write(const QList<T> &list)
    {
        return writeList(list);
    }

private:
    template<typename L>
    static QJsonValue writeList(const L &list)
    {
        QJsonArray array;
        for (const auto &item : list)
            array.append(write(item));
        return array;
    }

    QJsonObject m_object;
};

class Reader
{
public:
    explicit Reader(const QJsonObject &object) : m_object(object) {}

    template<typename T>
    void operator()(const char *key, T &value)
    {
        const QJsonValue json = m_object.value(QLatin1StringView(key));
        if (!json.isUndefined() && !read(json, value) && m_problem.isEmpty())
            m_problem = QString::fromLatin1(key);
    }
    /** The first field that could not be read; empty when all could. */
    QString problem() const { return m_problem; }

    static bool read(const QJsonValue &json, QString &value)
    {
        value = json.toString();
        return json.isString();
    }
    static bool read(const QJsonValue &json, bool &value)
    {
        value = json.toBool();
        return json.isBool();
    }
    static bool read(const QJsonValue &json, double &value)
    {
        value = json.toDouble();
        return json.isDouble();
    }
    static bool read(const QJsonValue &json, qint64 &value)
    {
        constexpr qint64 wrong = std::numeric_limits<qint64>::min();
        const qint64 read = json.toInteger(wrong);
        value = read == wrong ? 0 : read;
        return read != wrong;
    }
    static bool read(const QJsonValue &json, int &value)
    {
        qint64 wide = 0;
        if (!read(json, wide) || wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
            return false;
        value = int(wide);
        return true;
    }
    static bool read(const QJsonValue &json, ObjectId &value)
    {
        const QByteArray hex = json.toString().toLatin1();
        const bool fine = json.isString() && hex.size() <= 64
            && std::ranges::all_of(hex, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
        value.hex = fine ? hex : QByteArray();
        return fine;
    }
    static bool read(const QJsonValue &json, QDateTime &value)
    {
        value = json.isNull() ? QDateTime() : QDateTime::fromString(json.toString(), Qt::ISODateWithMs);
        return json.isNull() || value.isValid();
    }
    template<typename Tag>
    static bool read(const QJsonValue &json, Id<Tag> &value)
    {
        return read(json, value.value) && value.value >= 0;
    }
    template<typename E>
    requires std::is_enum_v<E>
    static bool read(const QJsonValue &json, E &value) { return valueOf(json.toString(), value); }
    template<typename T>
    static bool read(const QJsonValue &json, std::optional<T> &value)
    {
        if (json.isNull()) {
            value.reset();
            return true;
        }
        return read(json, value.emplace());
    }
    template<typename T>
    requires requires(Reader &r, T &x) { fields(r, x); }
    static bool read(const QJsonValue &json, T &value)
    {
        Reader inner(json.toObject());
        fields(inner, value);
        return json.isObject() && inner.m_problem.isEmpty();
    }
    static bool read(const QJsonValue &json, QStringList &list) { return readList(json, list); }
    template<typename T>
    static bool read(const QJsonValue &json, QList<T> &list)
    {
        return readList(json, list);
    }

private:
    template<typename L>
    static bool readList(const QJsonValue &json, L &list)
    {
        list.clear();
        const QJsonArray array = json.toArray();
        list.reserve(array.size());
        for (const QJsonValue &item : array) {
            typename L::value_type value;
            if (!read(item, value))
                return false;
            list.append(value);
        }
        return json.isArray();
    }

    QJsonObject m_object;
    QString m_problem;
};

// In the order of EventBody, to which the static_asserts below and a test of every alternative hold it.
constexpr std::array words{
    "task-created"_L1,
    "spec-revised"_L1,
    "task-queued"_L1,
    "task-held"_L1,
    "rank-set"_L1,
    "profile-set"_L1,
    "strategy-set"_L1,
    "base-set"_L1,
    "snoozed"_L1,
    "attempt-started"_L1,
    "attempt-continued"_L1,
    "worktree-ready"_L1,
    "preparation-failed"_L1,
    "round-started"_L1,
    "agent-started"_L1,
    "permission-asked"_L1,
    "permission-answered"_L1,
    "interrupt-requested"_L1,
    "agent-ended"_L1,
    "snapshot-taken"_L1,
    "snapshot-failed"_L1,
    "check-recorded"_L1,
    "checks-finished"_L1,
    "verdict-given"_L1,
    "merge-started"_L1,
    "merge-done"_L1,
    "merge-conflicted"_L1,
    "merge-refused"_L1,
    "task-resumed"_L1,
    "task-retried"_L1,
    "task-cancelled"_L1,
    "worktree-removed"_L1,
    "budget-set"_L1,
    "permission-decided"_L1,
    "grant-withdrawn"_L1,
    "agent-told"_L1,
    "budget-noted"_L1,
};
static_assert(words.size() == std::variant_size_v<EventBody>);
static_assert(std::same_as<std::variant_alternative_t<36, EventBody>, events::BudgetNoted>);

template<size_t I>
bool readAlternative(const QString &word, Reader &reader, EventBody &body)
{
    if (word != words[I])
        return false;
    fields(reader, body.emplace<I>());
    return true;
}

template<typename T>
QJsonObject written(const T &value)
{
    return Writer::write(value).toObject();
}

constexpr qsizetype maxRuleText = 2000;

void cut(QString &text)
{
    if (text.size() <= maxTextFromOutside)
        return;
    text.truncate(maxTextFromOutside);
    text += u"\n[cut here: the rest was longer than the log keeps; the transcript has it]"_s;
}

} // namespace

QString eventWord(const EventBody &body) { return words[body.index()]; }

QJsonObject eventToJson(const EventBody &body)
{
    QJsonObject object = std::visit([](const auto &event) { return written(event); }, body);
    object.insert("type"_L1, eventWord(body));
    return object;
}

Result<EventBody> eventBodyFromJson(const QJsonObject &object)
{
    const QString word = object.value("type"_L1).toString();
    Reader reader(object);
    EventBody body;
    const bool known = [&]<size_t... I>(std::index_sequence<I...>)
    {
        return (readAlternative<I>(word, reader, body) || ...);
    }
    (std::make_index_sequence<std::variant_size_v<EventBody>>());
    if (!known)
        return fail(
            ErrorCode::Damaged,
            u"The event log has an entry of an unknown kind; a newer Docket may have written it, update Docket."_s,
            word);
    if (!reader.problem().isEmpty()) {
        return fail(ErrorCode::Damaged,
                    u"An entry of the event log cannot be read; go back to a backup of the store."_s,
                    word + u'.' + reader.problem());
    }
    return body;
}

QJsonObject taskToJson(const Task &task) { return written(task); }
QJsonObject attemptToJson(const Attempt &attempt) { return written(attempt); }
QJsonObject roundToJson(const Round &round) { return written(round); }
QJsonObject evidenceToJson(const Evidence &evidence) { return written(evidence); }
QJsonObject verdictToJson(const VerdictRecord &verdict) { return written(verdict); }
QJsonObject permissionAskToJson(const PermissionAsk &ask) { return written(ask); }

Result<PermissionAsk> permissionAskFromJson(const QJsonObject &object)
{
    PermissionAsk ask;
    if (!Reader::read(object, ask))
        return fail(ErrorCode::Damaged, u"A stored question cannot be read; go back to a backup of the store."_s);
    return ask;
}

QJsonObject budgetToJson(const Budget &budget) { return written(budget); }

Result<Budget> budgetFromJson(const QJsonObject &object)
{
    Budget budget;
    if (!Reader::read(object, budget))
        return fail(ErrorCode::Damaged, u"A stored budget cannot be read; go back to a backup of the store."_s);
    return budget;
}

EventBody boundedEvent(EventBody body)
{
    std::visit(
        [](auto &event) {
            using T = std::remove_reference_t<decltype(event)>;
            if constexpr (requires { event.text; })
                cut(event.text);
            if constexpr (std::same_as<T, events::PermissionAsked>) {
                cut(event.ask.title);
                cut(event.ask.detail);
                cut(event.ask.why);
                for (QString &place : event.ask.where)
                    cut(place);
                // A rule that was cut would allow something else; without needs a yes holds once.
                if (std::ranges::any_of(event.ask.needs,
                                        [](const PermissionRule &r) { return r.pattern.size() > maxRuleText; }))
                    event.ask.needs.clear();
                for (PermissionAsk::Option &option : event.ask.options)
                    cut(option.name);
            }
            if constexpr (std::same_as<T, events::PermissionDecided>)
                cut(event.title);
            if constexpr (std::same_as<T, events::CheckRecorded>) {
                cut(event.evidence.toolVersion);
                cut(event.evidence.contained);
            }
        },
        body);
    return body;
}

} // namespace docket
