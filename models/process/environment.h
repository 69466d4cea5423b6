// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcessEnvironment>
#include <QStringList>

namespace docket {

/**
 * The environment of an untrusted child: only what is on a list of harmless names (PATH, HOME, language, proxy,
 * certificates ...) and what `keep` names, so that a secret gets in only when a profile asks for it by name. A name in
 * `keep` that ends in "*" is a prefix. Git is told to ask nobody and to take no optional locks. Pure.
 */
QProcessEnvironment cleanEnvironment(const QProcessEnvironment &person, const QStringList &keep = {});

} // namespace docket
