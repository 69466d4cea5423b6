// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

namespace docket {

/**
 * Docket's own mark, painted at any size; with a number in a badge at its corner where `waiting` is above 0 ("9+"
 * from ten on).
 */
QIcon docketIcon(int waiting = 0);
QPixmap docketPixmap(int side, int waiting);

} // namespace docket
