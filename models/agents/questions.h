// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentevent.h"

#include <QJsonArray>
#include <QJsonObject>

#include <functional>
#include <optional>

/**
 * Questions with a few answers to choose from, out of the forms that agents ask them in, and a person's choices back
 * into these. A form that asks for more than choices (text, numbers, secrets), or for too many, is none. Pure.
 */
namespace docket::questions {

struct Question
{
    struct Choice
    {
        QString value = {};
        QString label = {};
        QString help = {};
        bool operator==(const Choice &) const = default;
    };

    QString id = {};
    QString text = {};
    QList<Choice> choices = {};
    bool isRequired = true; ///< else it can be passed over
    bool operator==(const Question &) const = default;
};

/** What was chosen, by the questions' ids; one that was passed over is not there. */
using Answers = QList<std::pair<QString, QString>>;

/** The flat JSON schema of an MCP elicitation, and the content of its answer. */
std::optional<QList<Question>> ofSchema(const QJsonObject &schema);
QJsonObject contentOf(const QJsonObject &schema, const Answers &answers);

/** Codex's item/tool/requestUserInput, and its answers. */
std::optional<QList<Question>> ofCodex(const QJsonArray &asked);
QJsonObject codexAnswers(const Answers &answers);

/** Claude's AskUserQuestion, and the input with which the tool has its answers. */
std::optional<QList<Question>> ofClaude(const QJsonObject &input);
QJsonObject claudeInput(QJsonObject input, const Answers &answers);

/** One question after the other; in the end, or when one is declined, its `done` is called once. */
class Run
{
public:
    /** Nothing: they were declined, or the round ended. */
    using Done = std::function<void(const std::optional<Answers> &answers)>;

    Run(QList<Question> questions, Done done) : m_questions(std::move(questions)), m_done(std::move(done)) {}

    /** The question that is open, as a person is asked it; `id` is Docket's own name for it. */
    AgentPermissionRequest request(const QString &id) const;
    /** Takes the choice, null for none. True while there is another question. */
    bool answer(const AgentPermissionRequest::Option *option);

private:
    QList<Question> m_questions;
    Done m_done;
    Answers m_answers;
};

} // namespace docket::questions
