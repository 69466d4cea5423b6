// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/fieldreader.h"
#include "agents/linesession.h"

namespace docket {

/**
 * Any program: the prompt on its input, in a file or as an argument. What it prints is the message, or, where the
 * profile has a reader, JSON lines that are read by its rules. Exit code 0 is its positive end, unless the reader knows
 * of one. It cannot ask; it is resumed where the profile says how and the reader finds the session's id, else each
 * round gets the full account.
 */
class CommandSession final : public LineSession
{
    Q_OBJECT

public:
    using LineSession::LineSession;

protected:
    void prepare(ProcessSetup &setup) override;
    void onReady() override;
    void onLine(const QByteArray &line, Channel channel) override;
    AgentRoundEnded onExit(const ProcessResult &result) override;
    bool askToStop() override { return false; }

private:
    bool isResumed() const;

    FieldReader m_reader;
};

} // namespace docket
