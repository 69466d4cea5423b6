// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

namespace docket {

/**
 * The one name by which the desktop knows Docket: desktop file, AppStream, D-Bus, icons and window class. tests/arch
 * compares all of them with this line.
 */
inline constexpr QLatin1StringView appId{"org.docket.Docket"};

} // namespace docket
