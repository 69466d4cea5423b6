// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QString>

namespace sample {

/**
 * The steps for a prompt: the play named by `way`, else by a line "Way: NAME" in the prompt, else the one whose text
 * the prompt holds; any other prompt is answered with a document that goes through the acceptance criteria.
 */
QJsonArray choosePlay(const QString &way, const QString &prompt, bool isFollowUp, int round);

} // namespace sample
