/** Makes a release's folder of the built checkout that this file lies in, where no git is: `node bin/release/stage.ts FOLDER`. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../sources.ts';
import { stageAt } from './steps.ts';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Say where to: node bin/release/stage.ts FOLDER');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'okaeri-stage-'));
const staged = stageAt(root, work, {});
fs.cpSync(staged, path.resolve(folder), { recursive: true });
fs.rmSync(work, { recursive: true });
