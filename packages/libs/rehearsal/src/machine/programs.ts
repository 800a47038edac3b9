/**
 * Programs that change the machine they run on, or become another user there. On GitHub that machine is
 * thrown away; here it is somebody's own, so each of them is a stand-in unless it is asked for.
 */
export const MACHINE_PROGRAMS: readonly string[] = [
  ...['sudo', 'su', 'doas'],
  ...[
    'apt-get',
    'apt',
    'apt-key',
    'add-apt-repository',
    'dpkg',
    'dnf',
    'yum',
    'rpm',
    'zypper',
    'apk',
    'pacman',
  ],
  ...['snap', 'flatpak', 'brew', 'choco', 'port'],
  ...[
    'systemctl',
    'service',
    'launchctl',
    'reboot',
    'shutdown',
    'poweroff',
    'halt',
    'mount',
    'umount',
    'swapoff',
  ],
  ...['docker', 'docker-compose', 'podman', 'buildah', 'nerdctl'],
];

/** Folders in which such a program may be called by its whole path. */
export const PROGRAM_FOLDERS: readonly string[] = [
  ...['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/local/sbin', '/snap/bin'],
  ...['/opt/homebrew/bin', '/home/linuxbrew/.linuxbrew/bin'],
];

/** The variable with the folder of the stand-ins, in every step. */
export const STAND_IN_FOLDER = 'GATEHOUSE_STAND_INS';
