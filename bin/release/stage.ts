/** Makes a release's folder of the built checkout that this file lies in, where no git is: `node bin/release/stage.ts FOLDER`. */
import { root } from '../sources.ts';
import { stageInto } from './steps.ts';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Say where to: node bin/release/stage.ts FOLDER');
stageInto(root, folder);
