// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/event.h"
#include "task/taskcard.h"

#include <QJsonObject>

namespace docket::control {

/** Values as `--json` prints them. What is not known is left out, never 0 or "". Times are ISO 8601 in UTC. */
QJsonObject toJson(const Project &project);
QJsonObject toJson(const TaskCard &card);
QJsonObject toJson(const TaskRecord &record);
QJsonObject toJson(const Evidence &evidence);
QJsonObject toJson(const Grant &grant);
/** Figures that some rounds did not report are marked as least amounts ("costAtLeast"). */
QJsonObject toJson(const Spent &spent);
QJsonObject toJson(const Event &event);

} // namespace docket::control
