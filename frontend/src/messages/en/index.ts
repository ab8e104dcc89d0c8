/** Every string a person reads, by feature: `import { review as t } from '@/messages/en'`. */
export { common } from './common'
export { login } from './login'
export { overview } from './overview'
export { review } from './review'
export { score } from './score'
export { shell } from './shell'
export { transactions } from './transactions'
export { uploads } from './uploads'
