// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/questions.h"

#include <algorithm>

namespace docket::questions {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostQuestions = 6;
constexpr qsizetype mostChoices = 6; // each is a button

const QLatin1StringView passId{"docket:pass"};
const QLatin1StringView declineId{"docket:decline"};

std::optional<QList<Question>> bounded(QList<Question> questions)
{
    const auto isSound = [](const Question &question) {
        return !question.id.isEmpty() && !question.choices.isEmpty() && question.choices.size() <= mostChoices
            && std::ranges::none_of(question.choices, &QString::isEmpty, &Question::Choice::value);
    };
    if (questions.isEmpty() || questions.size() > mostQuestions || !std::ranges::all_of(questions, isSound))
        return std::nullopt;
    return questions;
}

QList<Question::Choice> choicesOf(const QJsonValue &schema)
{
    QList<Question::Choice> choices;
    const QJsonArray titled = (schema["oneOf"_L1].isArray() ? schema["oneOf"_L1] : schema["anyOf"_L1]).toArray();
    for (const QJsonValue &choice : titled)
        choices.append({choice["const"_L1].toString(), choice["title"_L1].toString(choice["const"_L1].toString())});
    const QJsonArray values = schema["enum"_L1].toArray();
    for (qsizetype i = 0; i < values.size(); ++i)
        choices.append({values.at(i).toString(), schema["enumNames"_L1][i].toString(values.at(i).toString())});
    if (schema["type"_L1].toString() == "boolean"_L1)
        choices = {{u"true"_s, u"Yes"_s}, {u"false"_s, u"No"_s}};
    return choices;
}

// The questions of both agents are alike but for how they are named.
std::optional<QList<Question>> ofArray(const QJsonArray &asked, QLatin1StringView idKey)
{
    QList<Question> questions;
    for (const QJsonValue &one : asked) {
        Question question{.id = one[idKey].toString(), .text = one["question"_L1].toString()};
        const QJsonArray options = one["options"_L1].toArray();
        for (const QJsonValue &option : options) {
            const QString label = option["label"_L1].toString();
            question.choices.append({label, label, option["description"_L1].toString()});
        }
        if (one["isSecret"_L1].toBool())
            return std::nullopt;
        questions.append(std::move(question));
    }
    return bounded(std::move(questions));
}

} // namespace

std::optional<QList<Question>> ofSchema(const QJsonObject &schema)
{
    const QJsonObject properties = schema.value("properties"_L1).toObject();
    const QJsonArray required = schema.value("required"_L1).toArray();
    QList<Question> questions;
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        const QJsonValue field = it.value();
        if (field["type"_L1].toString() == "array"_L1)
            return std::nullopt; // several at once
        const QString title = field["title"_L1].toString(it.key());
        const QString help = field["description"_L1].toString();
        questions.append({.id = it.key(),
                          .text = help.isEmpty() ? title : title + u": "_s + help,
                          .choices = choicesOf(field),
                          .isRequired = required.contains(it.key())});
    }
    return bounded(std::move(questions));
}

QJsonObject contentOf(const QJsonObject &schema, const Answers &answers)
{
    QJsonObject content;
    for (const auto &[id, value] : answers) {
        const bool isSwitch = schema.value("properties"_L1)[id]["type"_L1].toString() == "boolean"_L1;
        content.insert(id, isSwitch ? QJsonValue(value == "true"_L1) : QJsonValue(value));
    }
    return content;
}

std::optional<QList<Question>> ofCodex(const QJsonArray &asked)
{
    return ofArray(asked, "id"_L1);
}

QJsonObject codexAnswers(const Answers &answers)
{
    QJsonObject byId;
    for (const auto &[id, value] : answers)
        byId.insert(id, QJsonObject{{u"answers"_s, QJsonArray{value}}});
    return byId;
}

std::optional<QList<Question>> ofClaude(const QJsonObject &input)
{
    return ofArray(input.value("questions"_L1).toArray(), "question"_L1);
}

QJsonObject claudeInput(QJsonObject input, const Answers &answers)
{
    QJsonObject byText;
    for (const auto &[text, value] : answers)
        byText.insert(text, value);
    input.insert("answers"_L1, byText);
    return input;
}

AgentPermissionRequest Run::request(const QString &id) const
{
    using Kind = AgentPermissionRequest::OptionKind;
    const Question &question = m_questions.constFirst();
    AgentPermissionRequest asked{.id = id, .title = question.text};
    asked.toolCall = {.title = question.text, .kind = u"other"_s};
    for (const Question::Choice &choice : question.choices) {
        asked.options.append({choice.value, choice.label, Kind::Choose});
        if (!choice.help.isEmpty())
            asked.toolCall.raw.insert(choice.label, choice.help);
    }
    if (!question.isRequired)
        asked.options.append({passId, u"No answer"_s, Kind::Choose});
    asked.options.append({declineId, u"Decline"_s, Kind::RejectOnce});
    return asked;
}

bool Run::answer(const AgentPermissionRequest::Option *option)
{
    if (!option || option->kind != AgentPermissionRequest::OptionKind::Choose) {
        m_done(std::nullopt);
        return false;
    }
    const Question question = m_questions.takeFirst();
    if (option->id != passId)
        m_answers.append({question.id, option->id});
    if (!m_questions.isEmpty())
        return true;
    m_done(m_answers);
    return false;
}

} // namespace docket::questions
